<#import "template.ftl" as layout>
<#import "porter-parts.ftl" as porter>
<#-- A link that no longer works, and the way on. -->
<#assign states = {
  "used": {"key": "porterDeadUsed", "icon": "check", "tone": "quiet"},
  "replaced": {"key": "porterDeadReplaced", "icon": "mail", "tone": "quiet"},
  "revoked": {"key": "porterDeadRevoked", "icon": "link", "tone": "quiet"},
  "expired": {"key": "porterDeadExpired", "icon": "clock", "tone": "quiet"},
  "verified": {"key": "porterDeadVerified", "icon": "check", "tone": "good"}
}>
<#assign words = states[link.state]!{"key": "porterDeadUnknown", "icon": "link", "tone": "quiet"}>
<#assign purpose = link.purpose!"">
<#-- What an administrator or an organization sent can only be sent again by them; the rest the reader can ask for. -->
<#if link.state == "verified"><#assign next = "porterNextGoOn">
<#elseif link.state == "replaced"><#assign next = "porterNextReplaced">
<#elseif purpose == "reset-credentials"><#assign next = "porterNextReset">
<#elseif purpose == "execute-actions" || purpose == "ORGIVT"><#assign next = "porterNextSender">
<#else><#assign next = "porterNextLogIn"></#if>
<#if link.state == "verified"><#assign label = "porterWayOnContinue">
<#elseif purpose == "reset-credentials" && link.state != "replaced"><#assign label = "porterWayOnReset">
<#else><#assign label = "porterWayOnLogIn"></#if>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(words.key + "Title")}
  <#elseif section = "form">
    <@porter.styles/>
    <div class="porter-page-body">
      <@porter.panel icon=words.icon tone=words.tone><p>${msg(words.key + "Text")}</p></@porter.panel>
      <p>${msg(next)}</p>
      <#if (link.wayOnUrl)?has_content>
        <a id="porter-way-on" class="${porter.button("primary")} ${properties.kcButtonBlockClass!"porter-button-block"}" href="${link.wayOnUrl}">${msg(label)}</a>
      <#elseif next != "porterNextLogIn" && next != "porterNextSender">
        <p class="porter-hint">${msg("porterWayOnApp")}</p>
      </#if>
    </div>
  </#if>
</@layout.registrationLayout>
