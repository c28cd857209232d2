<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("storeUnavailableTitle")}
  <#elseif section = "form">
    <div id="kc-error-message" role="alert">
      <p class="instruction">${msg("storeUnavailable")}</p>
    </div>
  </#if>
</@layout.registrationLayout>
