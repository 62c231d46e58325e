"""Real servers on free ports in folders of their own: PostgreSQL, Redis, RabbitMQ, SeaweedFS. For tests and benchmarks.

    with Redis() as redis:             # starts, and in the end stops and removes its folder
        redis.url
        redis.kill()                   # kill -9 of every process of it
        redis.start()                  # the same port and data
        redis.stop()                   # as a service manager does

Fixtures (fixtures.py; every test has them): `postgresql`, `redis`, `rabbitmq`, `seaweedfs` give the session's server, running and
as good as empty; `database_url`, `redis_url`, `amqp_url`, `bucket` a place of the test's own in it.
"""
