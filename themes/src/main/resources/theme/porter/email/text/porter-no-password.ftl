<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterNoPasswordTitle") why=msg("porterNoPasswordWhy", layout.sender)>
${msg("porterNoPasswordText", layout.sender, (providers + passkey?then([msg("porterNoPasswordPasskey")], []))?join(", "))}

${logInUrl}

${msg("porterNoPasswordIgnore")}

</@layout.mail>
