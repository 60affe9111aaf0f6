-- Who is in the cluster. Times are those of the silos, not of the server.
-- One row per cluster: its version grows with every change of its members, so two silos never both act on one version.
CREATE TABLE cluster_versions (
    cluster_id text NOT NULL PRIMARY KEY,
    version integer NOT NULL,
    changed_at timestamptz NOT NULL
);

-- One row per silo that was started; a silo started again is another one, by its generation.
-- status: 1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead.
CREATE TABLE cluster_members (
    cluster_id text NOT NULL REFERENCES cluster_versions,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    gateway_port integer,
    suspected_by text,
    started_at timestamptz NOT NULL,
    alive_at timestamptz NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
);

-- The statements that the cluster runtime reads at its start and runs. The names of this table, of its columns, of the
-- keys, of the parameters and of the result columns are the runtime's; everything else is ours.
CREATE TABLE OrleansQuery (
    QueryKey text NOT NULL PRIMARY KEY,
    QueryText text NOT NULL
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $$
    WITH made AS (
        INSERT INTO cluster_versions (cluster_id, version, changed_at) VALUES (@DeploymentId, 0, now())
        ON CONFLICT DO NOTHING
        RETURNING 1
    )
    SELECT count(*)::integer FROM made
$$),
-- The version's row is locked first, so of two silos that act on one version the second finds none.
('InsertMembershipKey', $$
    WITH bumped AS (
        UPDATE cluster_versions SET version = version + 1, changed_at = now()
        WHERE cluster_id = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT FROM cluster_members
            WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
        )
        RETURNING cluster_id
    ), added AS (
        INSERT INTO cluster_members (
            cluster_id, address, port, generation, silo_name, host_name, status, gateway_port, started_at, alive_at
        )
        SELECT
            cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
        FROM bumped
        RETURNING 1
    )
    SELECT count(*)::integer FROM added
$$),
('UpdateMembershipKey', $$
    WITH bumped AS (
        UPDATE cluster_versions SET version = version + 1, changed_at = now()
        WHERE cluster_id = @DeploymentId AND version = @Version AND EXISTS (
            SELECT FROM cluster_members
            WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
        )
        RETURNING cluster_id
    ), changed AS (
        UPDATE cluster_members AS member
        SET status = @Status, suspected_by = @SuspectTimes, alive_at = @IAmAliveTime
        FROM bumped
        WHERE member.cluster_id = bumped.cluster_id
            AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1
    )
    SELECT count(*)::integer FROM changed
$$),
('UpdateIAmAlivetimeKey', $$
    UPDATE cluster_members SET alive_at = @IAmAliveTime
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),
-- The version is answered even where no member is found.
('MembershipReadRowKey', $$
    SELECT
        address AS Address, port AS Port, generation AS Generation, silo_name AS SiloName, host_name AS HostName,
        status AS Status, gateway_port AS ProxyPort, suspected_by AS SuspectTimes, started_at AS StartTime,
        alive_at AS IAmAliveTime, version AS Version
    FROM cluster_versions AS cluster
    LEFT JOIN cluster_members AS member ON member.cluster_id = cluster.cluster_id
        AND address = @Address AND port = @Port AND generation = @Generation
    WHERE cluster.cluster_id = @DeploymentId
$$),
('MembershipReadAllKey', $$
    SELECT
        address AS Address, port AS Port, generation AS Generation, silo_name AS SiloName, host_name AS HostName,
        status AS Status, gateway_port AS ProxyPort, suspected_by AS SuspectTimes, started_at AS StartTime,
        alive_at AS IAmAliveTime, version AS Version
    FROM cluster_versions AS cluster
    LEFT JOIN cluster_members AS member USING (cluster_id)
    WHERE cluster_id = @DeploymentId
$$),
('GatewaysQueryKey', $$
    SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation
    FROM cluster_members
    WHERE cluster_id = @DeploymentId AND status = @Status AND gateway_port > 0
$$),
('CleanupDefunctSiloEntriesKey', $$
    DELETE FROM cluster_members WHERE cluster_id = @DeploymentId AND status = 6 AND alive_at < @IAmAliveTime
$$),
('DeleteMembershipTableEntriesKey', $$
    DELETE FROM cluster_members WHERE cluster_id = @DeploymentId;
    DELETE FROM cluster_versions WHERE cluster_id = @DeploymentId
$$);
