<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterMailResetTitle") why=msg("porterMailResetWhy", layout.sender)>
${msg("porterMailResetText", layout.sender)}

${link}

${msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))}

${msg("porterMailResetIgnore")}

</@layout.mail>
