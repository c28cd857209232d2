<#import "template.ftl" as layout>
<@layout.emailLayout title=msg("porterAccountExistsTitle") preview=msg("porterAccountExistsPreview") why=msg("porterAccountExistsWhy", layout.sender)>
<@layout.text msg("porterAccountExistsText", layout.sender)/>
<@layout.button href=logInUrl label=msg("porterAccountExistsButton")/>
<#if (resetUrl!"")?has_content>
<@layout.quiet msg("porterAccountExistsReset")/>
<p class="quiet" style="margin:0 0 16px;font-size:14px;line-height:22px;"><a href="${resetUrl}">${msg("porterAccountExistsResetLink")}</a></p>
</#if>
<@layout.bareLink logInUrl/>
<@layout.quiet msg("porterAccountExistsIgnore")/>
</@layout.emailLayout>
