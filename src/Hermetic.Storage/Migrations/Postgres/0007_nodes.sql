-- Several nodes on one database.

drop table if exists commit_mark;

create table writer_mark (                        -- of the engine: by it a writer knows what became of a commit
    writer        bigint  primary key,            -- random, of one process
    mark          bigint  not null,               -- random, of its last commit
    day           bigint  not null
);
