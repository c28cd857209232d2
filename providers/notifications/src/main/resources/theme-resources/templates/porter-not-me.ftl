<#import "template.ftl" as layout>
<#import "porter-parts.ftl" as porter>
<#-- After 'this was not me': what was done, and what comes next. -->
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("porterNotMeTitle")}
  <#elseif section = "form">
    <@porter.styles/>
    <div id="porter-not-me" class="porter-page-body">
      <@porter.panel icon="check" tone="good"><p role="status">${msg("porterNotMeText")}</p></@porter.panel>
      <#if notMe.tookBack>
        <p>${msg(notMe.returned?then("porterNotMeReturned", "porterNotMeNotReturned"))}</p>
      </#if>
      <#if notMe.mailed>
        <p>${msg("porterNotMeMailed")}</p>
        <@porter.panel icon="mail"><@porter.address value=notMe.maskedEmail/></@porter.panel>
      <#elseif notMe.returned>
        <p>${msg("porterNotMeNotMailed")}</p>
      </#if>
      <p class="porter-hint">${msg("porterNotMeAdmins")}</p>
    </div>
  </#if>
</@layout.registrationLayout>
