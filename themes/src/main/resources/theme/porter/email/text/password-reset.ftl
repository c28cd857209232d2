<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterMailResetTitle") why=msg("porterMailResetWhy", layout.sender)>
${msg("porterMailResetText", layout.sender)}

${link}

${msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))}

<#if (askedAt!"")?has_content>
${msg("porterMailResetWhen")}: ${askedAt}
<#if (askedFrom!"")?has_content>
${msg("porterMailResetApp")}: ${askedFrom}
</#if>
<#if (askedNetwork!"")?has_content>
${msg("porterMailResetNetwork")}: ${askedNetwork}
</#if>

</#if>
${msg("porterMailResetIgnore")}

</@layout.mail>
