<#import "template.ftl" as layout>
<@layout.emailLayout title=msg("porterMailUpdateTitle") preview=msg("porterMailUpdatePreview") why=msg("porterMailUpdateWhy", layout.sender)>
<@layout.text msg("porterMailUpdateText", layout.sender)/>
<@layout.panel newEmail/>
<@layout.button href=link label=msg("porterMailUpdateButton")/>
<@layout.quiet msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))/>
<@layout.bareLink link/>
<@layout.quiet msg("porterMailUpdateIgnore")/>
</@layout.emailLayout>
