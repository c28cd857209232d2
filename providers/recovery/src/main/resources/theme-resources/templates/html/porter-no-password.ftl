<#import "template.ftl" as layout>
<#-- For e-mail themes that have none of their own. -->
<@layout.emailLayout>
<p>${msg("porterNoPasswordPreview")}</p>
<p>${msg("porterNoPasswordText", realmName, (providers + passkey?then([msg("porterNoPasswordPasskey")], []))?join(", "))}</p>
<p><a href="${logInUrl}">${msg("porterNoPasswordButton")}</a></p>
<p>${msg("porterNoPasswordIgnore")}</p>
<p>${msg("porterNoPasswordWhy", realmName)}</p>
</@layout.emailLayout>
