<#import "template.ftl" as layout>
<@layout.emailLayout title=msg("porterMailExistsTitle") preview=msg("porterMailExistsPreview") why=msg("porterMailExistsWhy", layout.sender)>
<@layout.text msg("porterMailExistsText", layout.sender)/>
<@layout.button href=logInUrl label=msg("porterMailExistsButton")/>
<#if (resetUrl!"")?has_content>
<@layout.quiet msg("porterMailExistsReset")/>
<p class="quiet" style="margin:0 0 16px;font-size:14px;line-height:22px;"><a href="${resetUrl}">${msg("porterMailExistsResetLink")}</a></p>
</#if>
<@layout.bareLink logInUrl/>
<@layout.quiet msg("porterMailExistsIgnore")/>
</@layout.emailLayout>
