<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg("porterMailTestTitle") why=msg("porterMailTestWhy", layout.sender)>
${msg("porterMailTestText", layout.sender)}

</@layout.mail>
