<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "user-profile-commons.ftl" as userProfileCommons>
<#import "register-commons.ftl" as registerCommons>
<#import "password-validation.ftl" as validator>
<#import "porter-sign-up.ftl" as signUpGuard>
<#import "porter-password.ftl" as password>
<#-- keycloak.v2's registration form, what the sign-up guard adds to it, and the rules of the password. It takes stock's parameters, so that every stock
     step of the form fits in. -->
<#assign submitClass = (properties.kcButtonClass!) + " " + (properties.kcButtonPrimaryClass!) + " " + (properties.kcButtonBlockClass!) + " " + (properties.kcButtonLargeClass!)>
<#assign invisibleCaptcha = recaptchaRequired?? && !(recaptchaVisible!false)>
<@layout.registrationLayout displayMessage=(messagesPerField.exists("global") && !signUpGuard.asks) displayRequiredFields=true; section>
  <#if section = "header">
    ${msg(messageHeader!"registerTitle")}
  <#elseif section = "form">
    <@signUpGuard.styles/>
    <#if passwordRequired??><@password.styles/></#if>
    <form id="kc-register-form" class="${properties.kcFormClass!}" action="${url.registrationAction}" method="post" novalidate="novalidate">
      <@signUpGuard.first/>
      <@userProfileCommons.userProfileFormFields; callback, attribute>
        <#if callback = "afterField">
          <#if attribute.name == "email"><@signUpGuard.suggestion/></#if>
          <#if passwordRequired?? && attribute.name == realm.registrationEmailAsUsername?then("email", "username")>
            <@password.new name="password" required=true label=msg("password") error=messagesPerField.get("password")/>
            <@field.password name="password-confirm" required=true label=msg("passwordConfirm") autocomplete="new-password"/>
          </#if>
        </#if>
      </@userProfileCommons.userProfileFormFields>
      <@registerCommons.termsAcceptance/>
      <#if recaptchaRequired?? && (recaptchaVisible!false)>
        <div class="g-recaptcha" data-size="compact" data-sitekey="${recaptchaSiteKey}" data-action="${recaptchaAction}"></div>
      <#elseif invisibleCaptcha>
        <script>
          function onSubmitRecaptcha(token) {
            document.getElementById("kc-register-form").requestSubmit();
          }
        </script>
      </#if>
      <div id="kc-form-buttons" class="${properties.kcFormButtonsClass!}">
        <#if invisibleCaptcha>
          <button id="kc-submit" class="${submitClass} g-recaptcha" data-sitekey="${recaptchaSiteKey}" data-callback="onSubmitRecaptcha" data-action="${recaptchaAction}" type="submit" data-porter-submit>${msg("doRegister")}</button>
        <#elseif !signUpGuard.asks>
          <button id="kc-submit" class="${submitClass}" type="submit" data-porter-submit>${msg("doRegister")}</button>
        </#if>
      </div>
      <p class="porter-restart"><a href="${url.loginUrl}">${msg("backToLogin")}</a></p>
    </form>
    <@signUpGuard.countdown form="kc-register-form"/>
    <#if passwordRequired??>
      <@password.script/>
      <#if password.hasStockRules>
        <@validator.templates/>
        <@validator.script field="password"/>
      </#if>
    </#if>
  </#if>
</@layout.registrationLayout>
