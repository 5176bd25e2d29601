"""Who is no customer is screened with all that is known of her, not by the name alone."""

from django.db import migrations

VIEW = """
create or replace view screening_subject with (security_invoker = true) as
select s.*, md5(concat_ws('|', s.kind, s.name, s.former_name, s.birth_on, s.nationality, s.sex,
                          array_to_string(s.numbers, ','), array_to_string(s.ties, ','))) as digest
from (
    select c.id as customer_id, c.kind, c.name, c.former_name, c.birth_on, c.nationality, c.sex,
        coalesce(i.numbers, '{{}}') as numbers, coalesce(r.ties, '{{}}') as ties
    from customers_customer c
    left join lateral (
        select array_agg(encode(n.number_index, 'hex') order by n.number_index) as numbers
        from customers_identification n where n.customer_id = c.id and n.ended_on is null
    ) i on true
    left join lateral (
        {ties}
    ) r on true
    where c.ended_on is null
) s
"""
BEFORE = """select array_agg(t.kind || ':' || t.other_name order by t.kind, t.other_name) as ties
        from customers_relation t
        where t.customer_id = c.id and t.ended_on is null and t.other_id is null and t.other_name <> ''"""
AFTER = """select array_agg(told order by told) as ties from (
            select t.kind || ':' || t.other_name || case when o.id is null then '' else E'\\x1f' || concat_ws(E'\\x1f', o.kind, coalesce(o.birth_on::text, ''),
                o.nationality, o.sex, encode(o.number_index, 'hex')) end as told
            from customers_relation t left join customers_outsider o on o.id = t.outsider_id
            where t.customer_id = c.id and t.ended_on is null and t.other_id is null and t.other_name <> ''
        ) as named"""


class Migration(migrations.Migration):
    dependencies = [("screening", "0003_case_file"), ("customers", "0017_outsiders")]
    operations = [migrations.RunSQL(VIEW.format(ties=AFTER), VIEW.format(ties=BEFORE))]
