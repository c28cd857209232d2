<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterMailIdpTitle") why=msg("porterMailIdpWhy", layout.sender)>
${msg("porterMailIdpText", identityProviderDisplayName, layout.sender)}

<#if (identityProviderContext.username)?has_content>
${identityProviderContext.username}

</#if>
${link}

${msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))}

${msg("porterMailIdpIgnore")}

</@layout.mail>
