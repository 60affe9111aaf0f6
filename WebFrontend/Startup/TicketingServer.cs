using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Ticketing.Concerts;
using Ticketing.Hosting;
using Ticketing.Storage;
using Ticketing.WebFrontend.Admin;
using Ticketing.WebFrontend.Audit;
using Ticketing.WebFrontend.Concerts;
using Ticketing.WebFrontend.Events;
using Ticketing.WebFrontend.Health;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Idempotency;
using Ticketing.WebFrontend.Overload;
using Ticketing.WebFrontend.Payments;
using Ticketing.WebFrontend.Queue;
using Ticketing.WebFrontend.Queue.Gate;
using Ticketing.WebFrontend.Queue.Tokens;
using Ticketing.WebFrontend.Reservations;
using Ticketing.WebFrontend.Seats;
using Ticketing.WebFrontend.Users;
using Ticketing.WebFrontend.Wallets;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Puts the server together.</summary>
internal static class TicketingServer
{
    /// <summary>Adds every service.</summary>
    public static void AddTicketing(this WebApplicationBuilder builder)
    {
        Defaults.Apply(builder);
        var services = builder.Services;
        builder.AddGrains();
        services.AddHostedService<SampleLoader>();
        services.AddHostedService<BoardFlush>();
        services.AddSingleton<Drain>().AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddOptions<SampleOptions>().BindConfiguration(SampleOptions.Section);
        services.AddChecked<ShutdownOptions>(ShutdownOptions.Section);
        services.AddChecked<AuthOptions>(AuthOptions.Section);
        services.AddChecked<TokenOptions>(TokenOptions.Section);
        services.AddChecked<AdminOptions>(AdminOptions.Section);
        services.AddChecked<EventOptions>(EventOptions.Section);
        services.AddChecked<RateLimitOptions>(RateLimitOptions.Section);
        services.AddChecked<OverloadOptions>(OverloadOptions.Section);
        services.AddChecked<IdempotencyOptions>(IdempotencyOptions.Section);
        ServerRefusals.Add(services);
        services.AddForwardedHeaders();
        services.AddRateLimits();
        // For routes that name a time. The others need none: each wait on the way (a body, a grain call, a commit) has a
        // limit of its own, and a clock and two sources of cancellation for each request would cost more than most of them do.
        services.AddRequestTimeouts();
        services.AddSingleton(TokenKeys.Make).AddSingleton<TokenCodec>().AddSingleton<AdminKey>();
        services.AddSingleton<KeyedAnswers>().AddSingleton<StreamLimits>();
        services.AddSingleton<Availability>().AddSingleton<SeatMaps>();
        services.AddSingleton<Auditor>().AddSingleton<LiveSeatMaps>();
        services.AddSingleton<SeatHubs>().AddSingleton<SeatEvents>();
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        services.AddOpenApi(description =>
            description
                .AddOperationTransformer<ApiDescription>()
                .AddDocumentTransformer<ApiDocument>()
                .AddSchemaTransformer<ApiDocument>()
        );
        builder
            .AddTelemetry("ticketing")
            ?.WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation())
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation());
        services.AddHealthParts();
    }

    /// <summary>Maps every route and what stands before it.</summary>
    public static void MapTicketing(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ForwardedHeaderSettings>>().Value.IsOn)
        {
            app.UseForwardedHeaders();
        }
        app.UseMiddleware<EdgeMiddleware>();
        app.UseMiddleware<HeadRequests>();
        app.MapWhen(
            context => context.Request.Path.StartsWithSegments("/docs"),
            docs =>
                docs.UseSwaggerUI(page =>
                {
                    page.RoutePrefix = "docs";
                    page.DocumentTitle = "Concert tickets";
                    page.SwaggerEndpoint("/openapi/v1.json", "Concert tickets");
                })
        );
        app.UseRouting();
        app.UseMiddleware<TokenReaderMiddleware>();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.UseMiddleware<GateMiddleware>();
        app.UseMiddleware<OverloadMiddleware>();
        app.UseDashboard();
        app.MapUsers();
        app.MapQueue();
        app.MapWallets();
        app.MapConcerts();
        app.MapSeats();
        app.MapReservations();
        app.MapPayments();
        app.MapTickets();
        app.MapAdmin();
        app.MapHealth();
        app.MapOpenApi("/openapi/v1.json");
        app.MapGet("/", () => Results.Redirect("/docs")).ExcludeFromDescription();
    }

    /// <summary>Opens the store and checks the settings before anything listens.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        Addresses.Check(app.Configuration);
        await app.Services.PrepareAsync();
        app.Services.GetRequiredService<TokenKeyRing>();
    }
}
