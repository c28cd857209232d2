<#import "template.ftl" as layout>
<#-- For e-mail themes that have none of their own. -->
<#assign support = ((brand.support)!"")?trim>
<@layout.emailLayout>
<p><strong>${msg(notice.title)}</strong></p>
<#if notice.times??>
<p>${msg("porterNotice.again", notice.times, notice.until)}</p>
<#else>
<p>${msg(notice.text, realmName)}</p>
<ul>
<#list notice.rows as row>
<li>${msg(row.label)}: <#if (row.key)??>${msg(row.key, (row.fill[0])!"", (row.fill[1])!"")}<#else>${row.text}</#if></li>
</#list>
</ul>
</#if>
<p>${msg("porterNotice.wasYou")}</p>
<#if (link!"")?has_content>
<p>${msg("porterNotice.notYouTitle")} ${msg((notice.takesBack!false)?then("porterNotice.takeBack", "porterNotice.notYou"))}</p>
<p><a href="${link}">${msg("porterNotice.notYouButton")}</a></p>
<p>${msg("porterNotice.linkExpires", linkExpirationFormatter(linkExpiration))}</p>
<#else>
<p>${msg("porterNotice.notYouContact")}</p>
</#if>
<#if support?has_content><p>${support}</p></#if>
<p>${msg("porterNotice.why", realmName)}</p>
</@layout.emailLayout>
