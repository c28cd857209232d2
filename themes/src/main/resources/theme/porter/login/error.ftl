<#import "template.ftl" as layout>
<#import "porter-sign-up.ftl" as early>
<#-- Stock's error page. Where the error is that it was too early, a button counts the wait down and leads back. -->
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${kcSanitize(msg("errorTitle"))?no_esc}
  <#elseif section = "form">
    <div id="kc-error-message">
      <p class="instruction">${kcSanitize(message.summary)?no_esc}</p>
      <@early.back/>
      <#if traceId??>
        <p class="instruction" id="traceId">${msg("traceIdSupportMessage", traceId)}</p>
      </#if>
      <#if !skipLink?? && (client.baseUrl)?has_content>
        <p><a id="backToApplication" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
      </#if>
    </div>
    <@early.countdown form="kc-error-message"/>
  </#if>
</@layout.registrationLayout>
