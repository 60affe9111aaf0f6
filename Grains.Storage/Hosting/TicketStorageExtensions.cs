using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Ticketing.Storage;

/// <summary>Puts the storage into a host.</summary>
public static class TicketStorageExtensions
{
    /// <summary>The name, beside <c>Default</c>, under which the grain storage is registered.</summary>
    public const string StorageName = "tickets";

    /// <summary>
    /// Registers the grain storage as the default and as <c>tickets</c>, the reminder table, <see cref="IRecordReader"/>,
    /// <see cref="IRecordRetention"/> with its periodic service, <see cref="IStorageHealth"/> and
    /// <see cref="StateJson"/>. The host must call <see cref="MigrateTicketStorageAsync"/> before it runs.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">
    /// Holds <c>ConnectionStrings:Tickets</c> and the section <c>Storage</c>.
    /// </param>
    /// <param name="configure">Has the last word on the settings; the place to add JSON contexts.</param>
    /// <param name="forCluster">True in the processes of a cluster, which share the store.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTicketStorage(
        this IServiceCollection services,
        IConfiguration configuration,
        Action<GroupCommitStorageOptions>? configure = null,
        bool forCluster = false
    )
    {
        services
            .AddOptions<GroupCommitStorageOptions>()
            .Configure(options => Read(configuration, options))
            .Configure(configure ?? (static _ => { }))
            .Configure(options => options.ForCluster = forCluster)
            .ValidateOnStart();
        services.AddSingleton<
            IValidateOptions<GroupCommitStorageOptions>,
            GroupCommitStorageOptionsValidator
        >();
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton(CreateStore);
        services.AddSingleton<StateJson>();
        services.AddSingleton<GroupCommitGrainStorage>();
        services.TryAddSingleton<IGrainStorage>(provider =>
            provider.GetRequiredService<GroupCommitGrainStorage>()
        );
        foreach (var name in new[] { "Default", StorageName })
        {
            services.AddKeyedSingleton<IGrainStorage>(
                name,
                (provider, _) => provider.GetRequiredService<GroupCommitGrainStorage>()
            );
        }

        services.AddSingleton<IReminderTable, GroupCommitReminderTable>();
        services.AddSingleton<RecordStore>();
        services.AddSingleton<IRecordReader>(provider => provider.GetRequiredService<RecordStore>());
        services.AddSingleton<IRecordRetention>(provider => provider.GetRequiredService<RecordStore>());
        services.AddSingleton<RetentionService>();
        services.AddHostedService(provider => provider.GetRequiredService<RetentionService>());
        services.AddSingleton<IStorageHealth, StorageHealthCheck>();
        return services;
    }

    /// <summary>
    /// Opens the store: takes it for this process, brings its tables up to date, connects. To be awaited before the host
    /// runs; a second call does nothing.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageStartException">
    /// Another process has the store, it is newer than this program, or it cannot be reached or used.
    /// </exception>
    /// <exception cref="OptionsValidationException">A setting is out of its range.</exception>
    public static Task MigrateTicketStorageAsync(
        this IServiceProvider services,
        CancellationToken cancellationToken = default
    ) => services.GetRequiredService<StateStore>().StartAsync(cancellationToken);

    private static void Read(IConfiguration configuration, GroupCommitStorageOptions options)
    {
        configuration.GetSection(GroupCommitStorageOptions.Section).Bind(options);
        options.ConnectionString = configuration.GetConnectionString("Tickets") ?? options.ConnectionString;
        // The binder passes over what is no time span; a record meant to be deleted would stay without a word.
        var retention = configuration.GetSection(GroupCommitStorageOptions.Section).GetSection("Retention");
        foreach (var age in retention.GetChildren())
        {
            if (!options.Retention.ContainsKey(age.Key))
            {
                throw new StorageStartException(
                    $"{age.Path} is {age.Value}; it must be like 30.00:00:00 (30 days)."
                );
            }
        }
    }

    private static StateStore CreateStore(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<GroupCommitStorageOptions>>().Value;
        var time = provider.GetRequiredService<TimeProvider>();
        ITicketDatabase database = options.UsesPostgreSql
            ? new PostgresDatabase(options, time)
            : new SqliteDatabase(options, time);
        return ActivatorUtilities.CreateInstance<StateStore>(provider, database);
    }
}
