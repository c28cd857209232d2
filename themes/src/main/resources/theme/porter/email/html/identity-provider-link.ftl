<#import "template.ftl" as layout>
<@layout.emailLayout title=msg("porterMailIdpTitle") preview=msg("porterMailIdpPreview", identityProviderDisplayName, layout.sender) why=msg("porterMailIdpWhy", layout.sender)>
<@layout.text msg("porterMailIdpText", identityProviderDisplayName, layout.sender)/>
<#if (identityProviderContext.username)?has_content><@layout.panel identityProviderContext.username/></#if>
<@layout.button href=link label=msg("porterMailIdpButton")/>
<@layout.quiet msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))/>
<@layout.bareLink link/>
<@layout.quiet msg("porterMailIdpIgnore")/>
</@layout.emailLayout>
