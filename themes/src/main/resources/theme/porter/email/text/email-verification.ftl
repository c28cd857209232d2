<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterMailVerifyTitle") why=msg("porterMailVerifyWhy", layout.sender)>
${msg("porterMailVerifyText", layout.sender)}

${link}

<#if (code!"")?has_content>
${msg("porterMailVerifyCode")}

${code}

<#if codeExpiration??>
${msg("porterMailCodeExpires", linkExpirationFormatter(codeExpiration))}
</#if>
</#if>
${msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))}

<#if (signInMethods![])?has_content>
${msg("porterMailVerifySignIn")}
<#list signInMethods as method>
- ${layout.signInMethod(method)}
</#list>
${msg("porterMailVerifyKeep")}

</#if>
${msg("porterMailVerifyIgnore")}

</@layout.mail>
