<#-- What the sign-up guard adds to the registration form. A form
     of a realm without the guard is left as it is. -->
<#import "porter-parts.ftl" as porter>

<#assign wait = (signUp.waitSeconds)!(waitSeconds!0)>
<#assign asks = (signUp.suggestion)?has_content>

<#macro styles>
  <#if signUp??><@porter.styles/></#if>
</#macro>

<#-- First in the form. People see no field here, robots do; the button is the one that the enter key presses, so that it
     never takes a suggestion. -->
<#macro first>
  <#if signUp??>
    <div class="porter-unseen" aria-hidden="true">
      <label for="porter-${signUp.honeypot}">${signUp.honeypot?cap_first}</label>
      <input id="porter-${signUp.honeypot}" name="${signUp.honeypot}" type="text" value="" tabindex="-1" autocomplete="off">
      <#if asks><button type="submit" tabindex="-1">${msg("doRegister")}</button></#if>
    </div>
  </#if>
</#macro>

<#-- Below the field of the address. -->
<#macro suggestion>
  <#if asks>
    <div id="porter-suggestion" class="porter-panel porter-suggestion" role="group" aria-labelledby="porter-suggestion-title">
      <div class="porter-panel-words">
        <p id="porter-suggestion-title">${msg("porterSignUpMeant")}</p>
        <@porter.address value=signUp.suggestion/>
      </div>
      <div class="porter-suggestion-buttons">
        <button id="porter-suggestion-take" class="${porter.button("primary")}" type="submit" name="porter_address" value="suggested" autofocus>${msg("porterSignUpTake")}</button>
        <button id="porter-suggestion-keep" class="${porter.button("secondary")}" type="submit">${msg("porterSignUpKeep")}</button>
      </div>
    </div>
  </#if>
</#macro>

<#-- On a page that has no form left: leads back to it. Needs the script of the countdown, and is not seen without. -->
<#macro back>
  <#if wait gt 0>
    <button id="porter-back" class="${porter.button("primary")} ${properties.kcButtonBlockClass!"porter-button-block"}" type="button" data-porter-submit hidden>${msg("porterWaitBack")}</button>
  </#if>
</#macro>

<#-- After the form: counts down on its button where it came too early. -->
<#macro countdown form>
  <#if wait gt 0>
    <div id="porter-sign-up-wait" data-form="${form}" data-seconds="${wait?c}" data-text-wait="${msg("porterSignUpIn", "{0}")}"
      data-text-wait-minutes="${msg("porterSignUpInMinutes", "{0}")}" data-text-soon="${msg("porterSignUpSoon", "{0}")}"
      data-text-ready="${msg("porterSignUpReady")}"></div>
    <p id="porter-live" class="porter-unseen" role="status" aria-live="polite"></p>
    <script type="module" src="${url.resourcesPath}/js/porter-sign-up.js?v=fd6e06a0"></script>
  </#if>
</#macro>
