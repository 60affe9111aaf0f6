using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Ticketing.Audit;
using Ticketing.Common;
using Ticketing.Concerts;
using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Users;
using Ticketing.Wallets;

namespace Ticketing;

/// <summary>Adds what the grains need of a host.</summary>
public static class TicketingGrains
{
    /// <summary>The name under which the host registers the grain storage.</summary>
    public const string StorageName = Records.StorageName;

    /// <summary>How the states of the grains are written as JSON; for the storage's options.</summary>
    public static IJsonTypeInfoResolver StateJson { get; } =
        JsonTypeInfoResolver.Combine(GrainStateJson.Default, QueueStateJson.Default);

    /// <summary>
    /// Adds settings, the copy of the catalog and what else grains take by their constructors. The host adds
    /// the grain storage <see cref="StorageName"/>. A wrong setting stops the start with a sentence that
    /// names it.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Where the sections of the settings are.</param>
    public static IServiceCollection AddTicketingGrains(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Records>();
        services.TryAddSingleton<CatalogCopy>();
        services.TryAddSingleton<KnownUsers>();
        services.TryAddSingleton<UserIds>();
        services.TryAddSingleton<WatchLeases>();
        services.TryAddSingleton<TakenSeats>();
        services.AddHostedService<ScheduleWaker>();
        services.TryAddSingleton<QueueBoards>();
        services.TryAddSingleton<IQueueCompletions>(provider => provider.GetRequiredService<QueueBoards>());
        services.AddChecked<QueueOptions>(configuration, QueueOptions.Section);
        services.AddChecked<UserOptions>(configuration, UserOptions.Section);
        services.AddChecked<WalletOptions>(configuration, WalletOptions.Section);
        services.AddChecked<CatalogOptions>(configuration, CatalogOptions.Section);
        services.AddChecked<ReservationOptions>(configuration, ReservationOptions.Section);
        services.AddChecked<AuditOptions>(configuration, AuditOptions.Section);
        return services;
    }

    private static void AddChecked<TOptions>(
        this IServiceCollection services,
        IConfiguration configuration,
        string section
    )
        where TOptions : class
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(new SettingsValidator<TOptions>(section));
    }
}
