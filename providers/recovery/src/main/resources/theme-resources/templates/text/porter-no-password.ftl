<#ftl output_format="plainText">
${msg("porterNoPasswordTitle")}

${msg("porterNoPasswordText", realmName, (providers + passkey?then([msg("porterNoPasswordPasskey")], []))?join(", "))}

${logInUrl}

${msg("porterNoPasswordIgnore")}
${msg("porterNoPasswordWhy", realmName)}
