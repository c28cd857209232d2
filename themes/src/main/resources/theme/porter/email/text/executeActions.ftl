<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<#assign names = layout.actionNames(requiredActions![])>
<@layout.mail title=msg("porterMailActionsTitle") why=msg("porterMailActionsWhy", layout.sender)>
${msg("porterMailActionsText", layout.sender)}

<#if names?has_content>
<#list names as name>
- ${name}
</#list>

</#if>
${link}

${msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))}

${msg("porterMailActionsIgnore")}

</@layout.mail>
