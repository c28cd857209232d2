<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterMailInviteTitle") why=msg("porterMailInviteWhy", layout.sender)>
${msg("porterMailInviteText", layout.sender)}

${organization.name}

${link}

${msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))}

${msg("porterMailInviteIgnore")}

</@layout.mail>
