<#-- The brand, read from realm attributes at each page: a change in the realm shows at the next request.
     porter.brand.name, porter.brand.logo, porter.brand.accent, porter.brand.background. -->
<#import "/porter-colours.ftl" as colours>

<#function attribute key>
  <#return ((realm.attributes[key])!"")?trim>
</#function>

<#-- An https address, a path on this server, or a file of this theme; "" for anything else. The alphabet has no quote,
     bracket, backslash or space, so that the value can end neither an attribute nor a CSS url(). -->
<#function imageUrl value>
  <#if value?length gt 512><#return ""></#if>
  <#if value?matches("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/%@:+,=&?-]*)?")><#return value></#if>
  <#if value?matches("/[A-Za-z0-9._~%@+,=-][A-Za-z0-9._~/%@:+,=&?-]*")><#return value></#if>
  <#if value?matches("[A-Za-z0-9_-]+(/[A-Za-z0-9._-]+)*\\.(svg|png|jpg|jpeg|webp|avif|gif)", "i")>
    <#return url.resourcesPath + "/" + value>
  </#if>
  <#return "">
</#function>

<#assign name = attribute("porter.brand.name")>
<#assign logo = imageUrl(attribute("porter.brand.logo"))>
<#assign background = attribute("porter.brand.background")>
<#assign accent = colours.fill(colours.safe(attribute("porter.brand.accent")))>

<#-- CSS custom properties for the root element. Light and dark are both written: the style sheet picks. -->
<#macro variables>
  <#local dark = colours.readable(accent, "#171d24", "#ffffff", 6)>
  <#local ground = colours.safe(background, "")>
  <#local picture = (ground == "")?then(imageUrl(background), "")>
  <#compress>
  --pb-accent:${accent};--pb-on-accent:${colours.onto(accent)};--pb-link:${colours.readable(accent, "#ffffff", "#000000")};
  --pb-dark-accent:${dark};--pb-dark-on-accent:${colours.onto(dark)};
  <#if ground != "">--pb-ground:${ground};--pb-dark-ground:${colours.mix("#0e1217", ground, 0.12)};</#if>
  <#if picture != "">--pb-picture:url('${picture}');</#if>
  </#compress>
</#macro>

<#macro mark>
  <#if logo != "">
    <img class="porter-logo" src="${logo}" alt="${(name != "")?then(name, realm.displayName)}">
  <#elseif name != "" || realm.displayNameHtml == realm.displayName>
    <#local shown = (name != "")?then(name, realm.displayName)>
    <span class="porter-monogram" aria-hidden="true">${shown[0]?upper_case}</span>
    <span class="porter-name">${shown}</span>
  <#else>
    <span class="porter-name">${kcSanitize(msg("loginTitleHtml", realm.displayNameHtml))?no_esc}</span>
  </#if>
</#macro>
