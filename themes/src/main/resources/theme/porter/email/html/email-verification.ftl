<#import "template.ftl" as layout>
<#-- code and codeExpiration (minutes) are there when somebody waits on the page that takes the code; signInMethods is empty where
     the account once had a proven address. -->
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
<#if (signInMethods![])?has_content>
<@layout.quiet msg("porterMailVerifySignIn")/>
<@layout.bullets signInMethods?map(method -> layout.signInMethod(method))/>
<@layout.quiet msg("porterMailVerifyKeep")/>
</#if>
<@layout.quiet msg("porterMailVerifyIgnore")/>
</@layout.emailLayout>
