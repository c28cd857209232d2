<#import "template.ftl" as layout>
<#import "password-commons.ftl" as passwordCommons>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#import "password-validation.ftl" as validator>
<#import "porter-password.ftl" as password>
<#-- keycloak.v2's form for a new password with the rules beside the field. Stock tells a broken rule as the page's message and
     a slip in the form as the field's: both stand at the field here. -->
<#assign refused = message?has_content && message.type == "error" && !messagesPerField.existsError("password", "password-confirm")>
<@layout.registrationLayout displayMessage=!(message?has_content && message.type == "error"); section>
  <#if section = "header">
    ${msg("updatePasswordTitle")}
  <#elseif section = "form">
    <@password.styles/>
    <form id="kc-passwd-update-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate="novalidate">
      <#if username??><input type="text" name="username" value="${username}" autocomplete="username" readonly hidden></#if>
      <@password.new name="password-new" label=msg("passwordNew") error=refused?then(message.summary!, messagesPerField.get("password")) autofocus=true/>
      <@field.password name="password-confirm" label=msg("passwordConfirm") autocomplete="new-password"/>
      <#-- where they end in any case, there is nothing to choose -->
      <#if !(endsOtherSessions!false)>
        <div class="${properties.kcFormGroupClass!}"><@passwordCommons.logoutOtherSessions/></div>
      </#if>
      <@buttons.actionGroup horizontal=true>
        <@buttons.button id="kc-submit" name="login" label="doSubmit"/>
        <#if isAppInitiatedAction??><@buttons.button id="kc-cancel" label="doCancel" name="cancel-aia" type="secondary"/></#if>
      </@buttons.actionGroup>
    </form>
    <@password.script/>
    <#if password.hasStockRules>
      <@validator.templates/>
      <@validator.script field="password-new"/>
    </#if>
  </#if>
</@layout.registrationLayout>
