<#import "template.ftl" as layout>
<#import "porter-parts.ftl" as porter>
<#-- In place of what a locked account may not do: who can open it, and how. -->
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("porterAccountLockedTitle")}
  <#elseif section = "form">
    <@porter.styles/>
    <div id="porter-account-locked" class="porter-page-body">
      <@porter.panel icon="shield"><p role="alert">${msg("porterAccountLockedText")}</p></@porter.panel>
      <#if realm.resetPasswordAllowed>
        <p>${msg("porterAccountLockedMail")}</p>
        <a id="porter-way-on" class="${porter.button("primary")} ${properties.kcButtonBlockClass!"porter-button-block"}" href="${url.loginResetCredentialsUrl}">${msg("porterAccountLockedReset")}</a>
      <#else>
        <p>${msg("porterAccountLockedContact")}</p>
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>
