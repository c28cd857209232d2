<#ftl output_format="plainText">
<#import "template.ftl" as layout>
<@layout.mail title=msg(notice.title) why=msg("porterNotice.why", layout.sender)>
<#if notice.times??>
${msg("porterNotice.again", notice.times, notice.until)}
<#else>
${msg(notice.text, layout.sender)}

<#list notice.rows as row>
${msg(row.label)}: <#if (row.key)??>${msg(row.key, (row.fill[0])!"", (row.fill[1])!"")}<#else>${row.text}</#if>
</#list>
</#if>

${msg("porterNotice.wasYou")}

<#if (link!"")?has_content>
${msg("porterNotice.notYouTitle")} ${msg((notice.takesBack!false)?then("porterNotice.takeBack", "porterNotice.notYou"))}

${link}

${msg("porterNotice.linkExpires", linkExpirationFormatter(linkExpiration))}

<#else>
${msg("porterNotice.notYouContact")}

</#if>
</@layout.mail>
