<#import "template.ftl" as layout>
<#-- code and codeExpiration (minutes) are there when somebody waits on the page that takes the code. -->
<@layout.emailLayout title=msg("porterMailVerifyTitle") preview=msg("porterMailVerifyPreview") why=msg("porterMailVerifyWhy", layout.sender)>
<@layout.text msg("porterMailVerifyText", layout.sender)/>
<@layout.button href=link label=msg("porterMailVerifyButton")/>
<#if (code!"")?has_content>
<@layout.text msg("porterMailVerifyCode")/>
<@layout.code code/>
<#if codeExpiration??><@layout.quiet msg("porterMailCodeExpires", linkExpirationFormatter(codeExpiration))/></#if>
</#if>
<@layout.quiet msg("porterMailLinkExpires", linkExpirationFormatter(linkExpiration))/>
<@layout.bareLink link/>
<@layout.quiet msg("porterMailVerifyIgnore")/>
</@layout.emailLayout>
