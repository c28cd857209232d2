<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterMailExistsTitle") why=msg("porterMailExistsWhy", layout.sender)>
${msg("porterMailExistsText", layout.sender)}

${logInUrl}

<#if (resetUrl!"")?has_content>
${msg("porterMailExistsReset")}

${resetUrl}

</#if>
${msg("porterMailExistsIgnore")}

</@layout.mail>
