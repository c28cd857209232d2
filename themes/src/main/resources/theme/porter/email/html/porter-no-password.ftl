<#import "template.ftl" as layout>
<@layout.emailLayout title=msg("porterNoPasswordTitle") preview=msg("porterNoPasswordPreview") why=msg("porterNoPasswordWhy", layout.sender)>
<@layout.text msg("porterNoPasswordText", layout.sender, (providers + passkey?then([msg("porterNoPasswordPasskey")], []))?join(", "))/>
<@layout.button href=logInUrl label=msg("porterNoPasswordButton")/>
<@layout.bareLink logInUrl/>
<@layout.quiet msg("porterNoPasswordIgnore")/>
</@layout.emailLayout>
