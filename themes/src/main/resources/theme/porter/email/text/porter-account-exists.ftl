<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterAccountExistsTitle") why=msg("porterAccountExistsWhy", layout.sender)>
${msg("porterAccountExistsText", layout.sender)}

${logInUrl}

<#if (resetUrl!"")?has_content>
${msg("porterAccountExistsReset")}

${resetUrl}

</#if>
${msg("porterAccountExistsIgnore")}

</@layout.mail>
