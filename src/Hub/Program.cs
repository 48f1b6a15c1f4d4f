using IntegrationHub.Hub.Cli;

return await HubCommand.Build().Parse(args).InvokeAsync();
