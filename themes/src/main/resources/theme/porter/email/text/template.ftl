<#ftl output_format="plainText">
<#assign sender = ((brand.name)!"")?trim?has_content?then((brand.name)!"", realmName)>
<#function actionNames actions>
  <#local names = []>
  <#list actions as action>
    <#local name = msg("requiredAction." + action)>
    <#if !name?starts_with("requiredAction.")><#local names += [name]></#if>
  </#list>
  <#return names>
</#function>
<#macro mail title why>
${title}

<#nested>
--${" "}
${why}
${msg("porterMailSentBy", sender)}
<#if ((brand.postalAddress)!"")?trim?has_content>
${brand.postalAddress?trim}
</#if>
<#if ((brand.support)!"")?trim?has_content>
${msg("porterMailSupport")} ${brand.support?trim}
</#if>
</#macro>
