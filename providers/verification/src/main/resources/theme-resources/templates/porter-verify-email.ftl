<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<#import "porter-parts.ftl" as porter>
<#-- The waiting page: says where the mail went, takes the code, follows along when the link is used elsewhere. -->
<#assign codeError = messagesPerField.get("code")>
<#assign wait = verify.resendSeconds>
<#assign sent = (verify.sent)!true>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg(sent?then("porterVerifyTitle", "porterVerifyTitleUnsent"))}
  <#elseif section = "form">
    <@porter.styles/>
    <div id="porter-verify" class="porter-page-body"
      data-status-url="${verify.statusUrl}" data-continue-url="${verify.continueUrl}" data-code-length="${verify.codeLength?c}"
      data-resend-seconds="${wait?c}" data-text-wait="${msg("porterResendIn", "{0}")}" data-text-soon="${msg("porterResendSoon", "{0}")}"
      data-text-ready="${msg("porterResendReady")}" data-text-verified="${msg("porterVerifiedGoingOn")}"
      data-text-gone="${msg("porterVerifyGone")}">
      <@porter.alert shown=!messagesPerField.existsError("code", "email")/>
      <@porter.panel icon="mail">
        <p>${msg(sent?then("porterVerifySentTo", "porterVerifyUnsentTo"))}</p>
        <@porter.address value=verify.email/>
      </@porter.panel>
      <p id="porter-code-hint">${msg("porterVerifyHow", verify.codeLength)}</p>

      <form id="porter-code-form" class="${properties.kcFormClass!} porter-form" action="${url.loginAction}" method="post" data-porter-once>
        <input type="hidden" name="porter_action" value="code">
        <@field.group name="code" label=msg("porterCodeLabel") error=codeError>
          <span class="${properties.kcInputClass!} porter-code <#if codeError?has_content>${properties.kcError!}</#if>">
            <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required
              pattern="\s*([0-9][\s\-]*){${verify.codeLength?c}}" title="${msg("porterCodeFormat", verify.codeLength)}"
              autocapitalize="none" autocorrect="off" spellcheck="false" dir="ltr"
              aria-describedby="<#if codeError?has_content>input-error-code </#if>porter-code-hint"
              <#if codeError?has_content>aria-invalid="true"</#if> <#if !verify.changing>autofocus</#if>>
            <@field.errorIcon error=codeError/>
          </span>
        </@field.group>
        <@buttons.actionGroup>
          <@buttons.button id="porter-code-submit" label="porterCodeSubmit"/>
        </@buttons.actionGroup>
      </form>

      <p id="porter-follow" class="porter-follow" hidden><span class="porter-pulse" aria-hidden="true"></span><span id="porter-follow-text">${msg("porterVerifyFollow")}</span></p>
      <p id="porter-live" class="porter-unseen" role="status" aria-live="polite"></p>

      <section class="porter-more" aria-label="${msg("porterMoreLabel")}">
        <form id="porter-resend-form" class="porter-quiet-form" action="${url.loginAction}" method="post" data-porter-once>
          <input type="hidden" name="porter_action" value="resend">
          <p class="porter-hint">${msg("porterResendHint")}
            <span id="porter-resend-wait"<#if wait lte 0> hidden</#if>>${msg("porterResendWait", wait)}</span></p>
          <button id="porter-resend" class="${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!}" type="submit">${msg("porterResend")}</button>
        </form>

        <#if verify.canChangeEmail>
          <details class="porter-details" id="porter-change"<#if verify.changing> open</#if>>
            <summary>${msg("porterChangeSummary")}</summary>
            <form id="porter-change-form" class="${properties.kcFormClass!} porter-form" action="${url.loginAction}" method="post" data-porter-once>
              <input type="hidden" name="porter_action" value="change">
              <@porter.emailField value=verify.typedEmail!"" autofocus=verify.changing/>
              <@buttons.actionGroup>
                <@buttons.button id="porter-change-submit" label="porterChangeSubmit" type="secondary"/>
              </@buttons.actionGroup>
            </form>
          </details>
        </#if>

        <#if isAppInitiatedAction??>
          <@porter.cancel/>
        <#else>
          <p class="porter-restart"><a id="porter-restart" href="${url.loginRestartFlowUrl}">${msg("porterOtherAccount")}</a></p>
        </#if>
      </section>
    </div>
    <script type="module" src="${url.resourcesPath}/js/porter-verify-email.js?v=0931a2c5"></script>
  </#if>
</@layout.registrationLayout>
