<#import "template.ftl" as layout>
<#import "porter-parts.ftl" as porter>
<#-- For a user without an address: asks for one before anything else. -->
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("porterEnterTitle")}
  <#elseif section = "form">
    <@porter.styles/>
    <div class="porter-page-body">
      <@porter.alert shown=!messagesPerField.existsError("email")/>
      <p>${msg("porterEnterText")}</p>
      <form id="porter-enter-form" class="${properties.kcFormClass!} porter-form" action="${url.loginAction}" method="post">
        <input type="hidden" name="porter_action" value="change">
        <@porter.emailField value=(verify.typedEmail)!"" autofocus=true/>
        <@porter.submit id="porter-enter-submit" label="porterEnterSubmit"/>
      </form>
      <section class="porter-more" aria-label="${msg("porterMoreLabel")}">
        <#if isAppInitiatedAction??>
          <@porter.cancel/>
        <#else>
          <p class="porter-restart"><a id="porter-restart" href="${url.loginRestartFlowUrl}">${msg("porterOtherAccount")}</a></p>
        </#if>
      </section>
    </div>
  </#if>
</@layout.registrationLayout>
