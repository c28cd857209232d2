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
<#-- A sign-in method in plain words: an identity provider and the name there, or the kind of a credential without its label,
     which anybody may have typed. -->
<#function signInMethod method>
  <#return (method.kind == "provider")?then((method.name + " " + method.account)?trim, msg("porterMethod." + method.kind))>
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
