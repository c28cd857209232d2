<#import "template.ftl" as layout>
<@layout.emailLayout title=msg("porterMailTestTitle") why=msg("porterMailTestWhy", layout.sender)>
<@layout.text msg("porterMailTestText", layout.sender)/>
</@layout.emailLayout>
