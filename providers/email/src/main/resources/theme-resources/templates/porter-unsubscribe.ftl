<#import "template.ftl" as layout>
<#import "porter-parts.ftl" as porter>
<#-- Ends reminders: one question with one button, and what became of it. -->
<#assign words = {
  "ask": {"title": "porterUnsubscribeTitle", "text": "porterUnsubscribeText"},
  "done": {"title": "porterUnsubscribeDoneTitle", "text": "porterUnsubscribeDoneText"},
  "unknown": {"title": "porterUnsubscribeUnknownTitle", "text": "porterUnsubscribeUnknownText"}
}[unsubscribe.state]>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(words.title)}
  <#elseif section = "form">
    <@porter.styles/>
    <div class="porter-page-body">
    <p id="porter-unsubscribe-text"<#if unsubscribe.state == "done"> role="status"</#if>>${msg(words.text)}</p>
    <#if unsubscribe.state == "ask">
      <form id="porter-unsubscribe-form" class="${properties.kcFormClass!} porter-form" action="${unsubscribe.actionUrl}" method="post">
        <#-- the very request that a mail provider sends, RFC 8058 -->
        <input type="hidden" name="List-Unsubscribe" value="One-Click">
        <@porter.submit id="porter-unsubscribe-submit" label="porterUnsubscribeSubmit"/>
      </form>
    </#if>
    </div>
  </#if>
</@layout.registrationLayout>
