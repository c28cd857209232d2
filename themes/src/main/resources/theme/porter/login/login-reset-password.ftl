<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "porter-sign-up.ftl" as early>
<#-- keycloak.v2's form for a forgotten password. Where it is too early for another one, its button counts the wait down. -->
<#assign submitClass = (properties.kcButtonClass!) + " " + (properties.kcButtonPrimaryClass!) + " " + (properties.kcButtonBlockClass!) + " " + (properties.kcButtonLargeClass!)>
<#assign name><#if !realm.loginWithEmailAllowed>${msg("username")}<#elseif !realm.registrationEmailAsUsername>${msg("usernameOrEmail")}<#else>${msg("email")}</#if></#assign>
<@layout.registrationLayout displayInfo=true displayMessage=!messagesPerField.existsError("username"); section>
  <#if section = "header">
    ${msg("emailForgotTitle")}
  <#elseif section = "form">
    <form id="kc-reset-password-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
      <@field.input name="username" label=name value=(auth.attemptedUsername)!"" autofocus=true/>
      <div class="${properties.kcFormButtonsClass!}">
        <button id="kc-form-buttons" class="${submitClass}" type="submit" data-porter-submit>${msg("doSubmit")}</button>
      </div>
      <p class="porter-restart"><a href="${url.loginUrl}">${msg("backToLogin")}</a></p>
    </form>
    <@early.countdown form="kc-reset-password-form"/>
  <#elseif section = "info">
    <span class="${properties.kcLoginMainFooterHelperText!}">${msg(realm.duplicateEmailsAllowed?then("emailInstructionUsername", "emailInstruction"))}</span>
  </#if>
</@layout.registrationLayout>
