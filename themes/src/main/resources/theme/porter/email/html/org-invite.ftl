<#import "template.ftl" as layout>
<@layout.emailLayout title=msg("porterMailInviteTitle") preview=msg("porterMailInvitePreview", layout.sender) why=msg("porterMailInviteWhy", layout.sender)>
<@layout.text msg("porterMailInviteText", layout.sender)/>
<@layout.panel organization.name/>
<@layout.button href=link label=msg("porterMailInviteButton")/>
<@layout.quiet msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))/>
<@layout.bareLink link/>
<@layout.quiet msg("porterMailInviteIgnore")/>
</@layout.emailLayout>
