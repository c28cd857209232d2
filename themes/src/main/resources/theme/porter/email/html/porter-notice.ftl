<#import "template.ftl" as layout>
<#-- What happened to an account, to its owner. notice: title, text (message keys), rows; or times and until, where it happened
     several times and was held back; takesBack. link: 'this was not me'; absent where nothing could be secured by it. -->
<@layout.emailLayout title=msg(notice.title) preview=msg("porterNotice.preview", layout.sender) why=msg("porterNotice.why", layout.sender)>
<#if notice.times??>
<@layout.text msg("porterNotice.again", notice.times, notice.until)/>
<#else>
<@layout.text msg(notice.text, layout.sender)/>
<table role="presentation" class="panel" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px;border:1px solid #dce2e8;border-radius:10px;background:#f5f7f9;border-collapse:separate;">
<#list notice.rows as row>
<tr>
<td class="quiet" valign="top" style="${layout.fonts}padding:<#if row?is_first>14<#else>4</#if>px 8px <#if row?is_last>14<#else>4</#if>px 16px;width:34%;font-size:14px;line-height:22px;color:#55616d;">${msg(row.label)}</td>
<td valign="top" style="${layout.fonts}padding:<#if row?is_first>14<#else>4</#if>px 16px <#if row?is_last>14<#else>4</#if>px 8px;font-size:14px;line-height:22px;font-weight:600;word-break:break-word;"><#if (row.key)??>${msg(row.key, (row.fill[0])!"", (row.fill[1])!"")}<#else>${row.text}</#if></td>
</tr>
</#list>
</table>
</#if>
<@layout.text msg("porterNotice.wasYou")/>
<#if (link!"")?has_content>
<h2 class="title" style="margin:24px 0 8px;font-size:17px;line-height:25px;font-weight:650;color:#15202b;">${msg("porterNotice.notYouTitle")}</h2>
<@layout.text msg((notice.takesBack!false)?then("porterNotice.takeBack", "porterNotice.notYou"))/>
<@layout.button href=link label=msg("porterNotice.notYouButton")/>
<@layout.quiet msg("porterNotice.linkExpires", linkExpirationFormatter(linkExpiration))/>
<@layout.bareLink link/>
<#else>
<@layout.text msg("porterNotice.notYouContact")/>
</#if>
</@layout.emailLayout>
