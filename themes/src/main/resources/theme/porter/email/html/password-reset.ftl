<#import "template.ftl" as layout>
<@layout.emailLayout title=msg("porterMailResetTitle") preview=msg("porterMailResetPreview") why=msg("porterMailResetWhy", layout.sender)>
<@layout.text msg("porterMailResetText", layout.sender)/>
<@layout.button href=link label=msg("porterMailResetButton")/>
<@layout.quiet msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))/>
<@layout.bareLink link/>
<#if (askedAt!"")?has_content>
<@layout.facts [
  {"label": msg("porterMailResetWhen"), "value": askedAt},
  {"label": msg("porterMailResetApp"), "value": askedFrom!""},
  {"label": msg("porterMailResetNetwork"), "value": askedNetwork!""}
]/>
</#if>
<@layout.quiet msg("porterMailResetIgnore")/>
</@layout.emailLayout>
