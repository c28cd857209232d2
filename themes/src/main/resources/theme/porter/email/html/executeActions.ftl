<#import "template.ftl" as layout>
<#assign names = layout.actionNames(requiredActions![])>
<@layout.emailLayout title=msg("porterMailActionsTitle") preview=msg("porterMailActionsPreview", layout.sender) why=msg("porterMailActionsWhy", layout.sender)>
<@layout.text msg("porterMailActionsText", layout.sender)/>
<#if names?has_content>
<ul style="margin:0 0 20px;padding-left:22px;">
<#list names as name><li style="margin:0 0 6px;">${name}</li></#list>
</ul>
</#if>
<@layout.button href=link label=msg("porterMailActionsButton")/>
<@layout.quiet msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))/>
<@layout.bareLink link/>
<@layout.quiet msg("porterMailActionsIgnore")/>
</@layout.emailLayout>
