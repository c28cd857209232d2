<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterMailActionsTitle") why=msg("porterMailActionsWhy", layout.sender)>
${msg("porterMailActionsText", layout.sender)}

<#if requiredActions?has_content>
<#list requiredActions as action>
- ${msg("requiredAction." + action)}
</#list>

</#if>
${link}

${msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))}

${msg("porterMailActionsIgnore")}

</@layout.mail>
