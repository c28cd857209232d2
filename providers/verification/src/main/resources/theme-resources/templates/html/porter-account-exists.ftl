<#import "template.ftl" as layout>
<#-- For e-mail themes that have none of their own. -->
<@layout.emailLayout>
<p>${msg("porterAccountExistsPreview")}</p>
<p>${msg("porterAccountExistsText", realmName)}</p>
<p><a href="${logInUrl}">${msg("porterAccountExistsButton")}</a></p>
<#if (resetUrl!"")?has_content>
<p>${msg("porterAccountExistsReset")} <a href="${resetUrl}">${msg("porterAccountExistsResetLink")}</a></p>
</#if>
<p>${msg("porterAccountExistsIgnore")}</p>
<p>${msg("porterAccountExistsWhy", realmName)}</p>
</@layout.emailLayout>
