<#ftl output_format="plainText">
${msg("porterAccountExistsTitle")}

${msg("porterAccountExistsText", realmName)}

${logInUrl}

<#if (resetUrl!"")?has_content>
${msg("porterAccountExistsReset")}

${resetUrl}

</#if>
${msg("porterAccountExistsIgnore")}
${msg("porterAccountExistsWhy", realmName)}
