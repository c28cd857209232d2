<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterMailUpdateTitle") why=msg("porterMailUpdateWhy", layout.sender)>
${msg("porterMailUpdateText", layout.sender)}

${newEmail}

${link}

${msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))}

${msg("porterMailUpdateIgnore")}

</@layout.mail>
