<#ftl output_format="plainText">
<#assign sender = ((brand.name)!"")?trim?has_content?then((brand.name)!"", realmName)>
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
