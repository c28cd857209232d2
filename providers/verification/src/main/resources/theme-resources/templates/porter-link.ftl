<#import "template.ftl" as layout>
<#import "porter-parts.ftl" as porter>
<#-- What a mailed link opens. Looking changes nothing; only a person's press of the one button does. -->
<#assign words = {
  "verify-email": {"key": "porterLinkVerifyEmail", "icon": "mail"},
  "update-email": {"key": "porterLinkUpdateEmail", "icon": "mail"},
  "reset-credentials": {"key": "porterLinkReset", "icon": "key"},
  "execute-actions": {"key": "porterLinkActions", "icon": "list"},
  "idp-verify-account-via-email": {"key": "porterLinkIdp", "icon": "link"},
  "ORGIVT": {"key": "porterLinkInvite", "icon": "people"}
}[(link.purpose)!""]!{"key": (link.words)!"porterLinkOther", "icon": (link.words)?has_content?then("shield", "link")}>
<#-- Words that another extension brought along: they say what the button does, step by step, and the way out. -->
<#assign own = (link.words)?has_content>
<#-- An action without a name in this language is left out rather than shown as a raw key. -->
<#assign names = []>
<#list link.actions![] as action>
  <#assign name = msg("requiredAction." + action)>
  <#if !name?starts_with("requiredAction.")><#assign names += [name]></#if>
</#list>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(words.key + "Title")}
  <#elseif section = "form">
    <@porter.styles/>
    <div class="porter-page-body">
      <@porter.alert/>
      <p>${msg(words.key + "Text")}</p>
      <#if (link.maskedEmail)?has_content>
        <@porter.panel icon=words.icon><@porter.address value=link.maskedEmail/></@porter.panel>
      </#if>
      <#if names?has_content>
        <ul class="porter-list"><#list names as name><li>${name}</li></#list></ul>
      </#if>
      <#if own>
        <ul class="porter-list"><#list msg(words.key + "Steps")?split("|") as step><li>${step?trim}</li></#list></ul>
      </#if>
      <form id="porter-link-form" class="${properties.kcFormClass!} porter-form" action="${link.actionUrl}" method="post">
        <input type="hidden" name="proof" value="${link.proof}">
        <#if (link.methods)?has_content><@porter.ownership methods=link.methods/></#if>
        <@porter.submit id="porter-link-submit" label=words.key + "Submit"/>
      </form>
      <#if (link.appName)?has_content>
        <p class="porter-hint">${msg("porterLinkApp")} <strong>${link.appName}</strong></p>
      </#if>
      <p class="porter-hint">${own?then(msg(words.key + "Hint"), msg("porterLinkNotYou"))}</p>
    </div>
  </#if>
</@layout.registrationLayout>
