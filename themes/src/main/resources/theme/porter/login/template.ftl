<#import "field.ftl" as field>
<#import "footer.ftl" as loginFooter>
<#import "theme-resources.ftl" as tags>
<#import "porter-brand.ftl" as brand>
<#-- The frame of every page: one card with the brand, the page, and the languages. It takes keycloak.v2's parameters and
     sections, so that every stock page fits in. -->

<#macro username>
  <#local label>
    <#if !realm.loginWithEmailAllowed>${msg("username")}<#elseif !realm.registrationEmailAsUsername>${msg("usernameOrEmail")}<#else>${msg("email")}</#if>
  </#local>
  <@field.group name="kc-attempted-username" label=label>
    <div class="porter-account">
      <input id="kc-attempted-username" value="${auth.attemptedUsername!}" readonly dir="ltr">
      <a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a>
    </div>
  </@field.group>
</#macro>

<#macro head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light${darkMode?then(" dark", "")}">
  <#if properties.meta?has_content>
    <#list properties.meta?split(" ") as meta>
      <meta name="${meta?keep_before("==")}" content="${meta?keep_after("==")}">
    </#list>
  </#if>
  <title>${title!}</title>
  <@tags.renderFavicons themeResources.favicons url.resourcesPath/>
  <@tags.renderStyles themeResources.stylesCommon url.resourcesCommonPath/>
  <@tags.renderStyles themeResources.styles url.resourcesPath/>
  <script type="importmap">
    {"imports": {"rfc4648": "${url.resourcesCommonPath}/vendor/rfc4648/rfc4648.js"}}
  </script>
  <#if darkMode>
    <script type="module" async blocking="render">
      <#outputformat "JavaScript">
      const dark = window.matchMedia("(prefers-color-scheme: dark)");
      const show = () => document.documentElement.classList.toggle(${properties.kcDarkModeClass?c}, dark.matches);
      dark.addEventListener("change", show);
      show();
      </#outputformat>
    </script>
  </#if>
  <@tags.renderScripts themeResources.scripts url.resourcesPath "text/javascript"/>
  <#list scripts![] as script>
    <script src="${script}" type="text/javascript"></script>
  </#list>
  <#-- A classic script after the styles keeps Firefox from painting before they are there (Mozilla bug 1404468). -->
  <script>const isFirefox = true;</script>
  <script type="module" src="${url.resourcesPath}/js/passwordVisibility.js"></script>
  <script type="module">
    <#outputformat "JavaScript">
    import { checkAuthSession, startSessionPolling } from ${(url.resourcesPath + "/js/authChecker.js")?c};

    startSessionPolling(${url.ssoLoginInOtherTabsUrl?c});
    <#if authenticationSession??>
    checkAuthSession(${authenticationSession.authSessionIdHash?c});
    </#if>
    // Some stock links act; the second click of a double click must not act again.
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-once-link]");
      if (link?.getAttribute("aria-disabled") === "true") {
        event.preventDefault();
      } else if (link) {
        link.classList.add(...(link.dataset.disabledClass ?? "").split(/\s+/).filter(Boolean));
        link.setAttribute("role", "link");
        link.setAttribute("aria-disabled", "true");
      }
    });
    </#outputformat>
  </script>
</#macro>

<#macro languages>
  <#if realm.internationalizationEnabled && locale.supported?size gt 1>
    <details class="porter-languages">
      <summary><span class="porter-unseen">${msg("languages")}: </span>${locale.current}</summary>
      <ul>
        <#list locale.supported as language>
          <li><a href="${language.url}" lang="${language.languageTag}" hreflang="${language.languageTag}"<#if language.languageTag == locale.currentLanguageTag> aria-current="true"</#if>>${language.label}</a></li>
        </#list>
      </ul>
    </details>
  </#if>
</#macro>

<#macro notice>
  <#local icon = properties["kcFeedback" + message.type?cap_first + "Icon"]!"">
  <div class="${properties.kcAlertClass!} pf-m-${(message.type == "error")?then("danger", message.type)}" role="${(message.type == "error")?then("alert", "status")}">
    <div class="${properties.kcAlertIconClass!}"><span class="${icon}" aria-hidden="true"></span></div>
    <span class="${properties.kcAlertTitleClass!} kc-feedback-text">${message.summary}</span>
  </div>
</#macro>

<#-- Another way on that stock offers on some steps: a form, so that it works without scripts too. -->
<#macro sideStep id name value label>
  <form id="${id}-form" action="${url.loginAction}" method="post" novalidate>
    <input type="hidden" name="${name}" value="${value}">
    <button id="${id}" type="submit" class="${properties.kcButtonLinkClass!} ${properties.kcButtonBlockClass!}">${msg(label)}</button>
  </form>
</#macro>

<#-- Whoever resets a password shows the second factor first; whoever lost that finds help here. -->
<#macro lostFactor>
  <#if ["login-otp", "webauthn-authenticate", "login-recovery-authn-code-input"]?seq_contains(pageId) && url.loginAction?contains("/login-actions/reset-credentials")>
    <#local contact = brand.attribute("porter.mail.support")>
    <p class="porter-lost-factor ${properties.kcLoginMainFooterHelperText!}">${msg("porterResetLostFactor")}
      <#if contact != "">${msg("porterSupportAt", contact)}<#else>${msg("porterSupportFallback")}</#if></p>
  </#if>
</#macro>

<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<!DOCTYPE html>
<html class="${properties.kcHtmlClass!}" lang="${lang}"<#if realm.internationalizationEnabled> dir="${locale.rtl?then("rtl", "ltr")}"</#if> style="<@brand.variables/>">
<head>
<@head/>
</head>
<body id="keycloak-bg" class="porter ${properties.kcBodyClass!} ${bodyClass}" data-page-id="login-${pageId}">
<div class="porter-frame">
  <div class="porter-card">
    <header id="kc-header" class="porter-brand"><@brand.mark/></header>
    <main class="porter-main">
      <h1 id="kc-page-title"><#nested "header"></h1>
      <#local showUsername = auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
      <#if displayRequiredFields>
        <p class="porter-required"><span class="${properties.kcInputRequiredClass!}" aria-hidden="true">*</span> ${msg("requiredFields")}</p>
      </#if>
      <#if showUsername>
        <div class="${properties.kcFormClass!}"><#nested "show-username"><@username/></div>
      </#if>
      <#-- A warning only says that an action is needed to log in: not for an action that the person started. -->
      <#if displayMessage && message?has_content && (message.type != "warning" || !isAppInitiatedAction??)>
        <@notice/>
      </#if>
      <#nested "form">
      <@lostFactor/>
      <#if auth?has_content && auth.showTryAnotherWayLink()>
        <@sideStep id="try-another-way" name="tryAnotherWay" value="on" label="doTryAnotherWay"/>
      </#if>
      <#if switchOrganizationEnabled?? && switchOrganizationEnabled>
        <@sideStep id="switch-organization" name="switchOrganization" value="true" label="doSwitchOrganization"/>
      </#if>
      <#nested "socialProviders">
      <#if displayInfo>
        <div id="kc-info" class="porter-info"><div id="kc-info-wrapper"><#nested "info"></div></div>
      </#if>
    </main>
    <footer class="porter-foot"><@loginFooter.content/><@languages/></footer>
  </div>
</div>
</body>
</html>
</#macro>
